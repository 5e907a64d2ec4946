"""Advance widths of the faces that pictures are measured with; generated, not edited.

Written by tests/tools/font_metrics.py from
- Liberation Sans 2.1.5: SIL Open Font License 1.1; (c) Google Corporation, (c) Red Hat, Inc.
- DejaVu Sans 2.37: Bitstream Vera licence (c) Bitstream, Inc.; DejaVu changes: public domain
An advance is a measured fact about a character; no outline or other part of a font is here.

DATA is base64 of zlib of little-endian 16-bit numbers in 1/2048 em, nested as
[face: bold + 2 * italic][page of PAGES][256 characters];
0 stands for "not in these fonts".
"""

from __future__ import annotations

from typing import Final

UNITS: Final = 2048
PAGES: Final = (
    0x00,
    0x01,
    0x02,
    0x03,
    0x04,
    0x05,
    0x1E,
    0x1F,
    0x20,
    0x21,
    0x22,
    0x23,
    0x25,
    0x26,
    0x27,
    0x2B,
)
DATA: Final = (
    "eNrtWw18VcWxP9ndmd17Q7WmUIw0gIAgxgZ4ATF8iFAFxQgY4IoYWuEh9qeA1RDChxhIi1giaurDKmhFvg0VMATQNC+C"
    "0V/EkPfEGFEpAsYQBX5Ay4eK2Pdmzrknubm5l4QPQe3N/OZ87NmzuzM7uzPnTv6WdXZ/2aKbXC3zsTks0L0xUbSSraSl"
    "8jFbVIpskSeaQ33Ko/J8ZEpTrcxUmAEl0BF9UKmSUGGqsJQP0lU1noRkKk3GEuBnO2AqfKGn0/V0aCXzqCd+31LVqimM"
    "Iz6gtommEANJIkksVkmiVMdAFZU3hYEyXrWVMVCosrFQFapExWNoDvlonfUfy18rF4/HMm/JKtJApbDMfYp10U12I51w"
    "jVySrZvk55s1U6WaCrVkGZbUoVThUKKtBZfyiXeAQ1zLC9WqlnboceqAn1gLTFWKteBSPvK9Q4Wkm0Lqv7qGS0iPgdwR"
    "m0IisY90G8xJVB7ICmNgmH6Cxp0kgnkPPEh6SBI+WKwWq3S6ctiS6apQZKr+4iSNx+Us5GMyjdTlJ0wn0sxA6bIP4lUg"
    "V9LsuryD3g3FX+hssqVCxdaTqFxmi7kEZ5CNMJcAS52I8+ySKsW2t49aTyNpH4Zd+n2S5ktg2ypUpdoZ5SDdB/6sf4Ye"
    "0sETwKO5CKKlO56deCfEkf0m4Id2v8NgGLygUskW+NyMZiBVHJZ/VaPEXdFjvb08mSYXV8gSz+N6NPKMsPZYA6EkOlAz"
    "b5bZod15YB27euM+kvwt87Nqk25r2H2H67htuPPqzpnbhqtzt1dX3wquVjznn9Iqeho+tbXpthM4d8ys962yCLfJJHFS"
    "n9RTbT2nUzvxtBbLVYWcAby6+V22k+uR54LnuVCV2Su4KdyteI3/Cdi2H8ehqq/qikNorefQMw+8qQ757TpJrBdfi6vk"
    "XtlDLIdSzRQPbYFXwU7sgwNgiBwiB8uB8mZ5nbpOvU8Ur9aKteIVWSraSt4n/qG2KGevqKTxDVMvKJ4rh5JxiRoCudAT"
    "Emh8F6ltwKVxZrK5zCzFPaoHbsFl0AtaqWtVJmRCL9lFjouKEaPEr4WRrdQ3oodYLbMFUy7RMaK/Kodo71C8QwSeea/k"
    "enzdUrqltXV+K4dFnRTz5DHxT+mSW/8KlSty/W+75yThliXIBG7vR/7XC7JVFSYAS3wSEsEuVGxNd5NuU2vlJ33NhWzR"
    "H7/CG6RlzSTf8CEuxPWC/VO6mmr7HUX7byrtY2TpyK0lk7/yUZsXkX/ywRicDmswzq7RH4aSRa4XL6r+0ILsuEoNVSPt"
    "vXi92EjW1RymqMlUOpvsN4/Kt6kX1QBar/mwDvmtKrpfh31gnzqqEjBXJ5DlrsPB4KzJPLLMVXIADIADCDBFr8NLsD8M"
    "x/3qYRpnO7SginqqVAPVYGDvyOuZV47P3uWqcaZ/t2N/czvsJ7vd5Pc5ltpkUk0FrqadohnJy9LPgD3qepLzL+ZyKj0J"
    "q6m8GlkXLH0Jyd4MKkn2a/AheNxsMi9hMz0DNsES2rWraWVuVF3Vo7Ryu+m+KpG0VqHiwIM9aYQ97dG9RPrYTqvtQShQ"
    "KfqPegXchhvVWFWI79q+zIKudBfv92nX6866O7WRSFrtCfnedZiEd8Gz+l/g0TfgAI80L9JYJpjDFJMMVR+jtPe5CZgC"
    "zM+YXnqRvgTneJIMv8s7kVa19jJCjpAJeC/JvNHW1h4a+zh4TY2Cseovppu+HPqq1dS7yx/jCtLCzRBnlL7UM1SjzrZ3"
    "t0qSqlIV2jyd/ayeRNopUA7HwBxdbnOq4FZvp5a64Sjglq7BB4FrXab/A5NE4B7v7K0Ou2PhPZ4t0bHG2j13E423GfXr"
    "MrfIsjTTtyHLw2NiZjmbmF/qrfooToT16imzUleb/yZ/MgA64Vqyv6G0z8fBSM8R3UHvw76mkvTZ1PanLP8yc51ebpL1"
    "CJwMoVfg5RSxkFro+EtsRfv8brqeAzeou/TnVFYArem+LQ7H96ACLqaSfLgHr6B7fmspzIMjcKt6CC8ia0ux47V02jl3"
    "R30mqqOuo6jKsjjO+xUMIp02hZa0kj6nuxi4WmzX39g+Yaf6GRi7JAa+pd29lyzV01Vn21u8Q+9eAtPkO7o57FYP4MPU"
    "Qx5Frudnb/op7TOzbNtz9qFHZf06d8AWNUber3pAgnhL3ABJ0FQkq57qMTWBvEuC6Cr7gICW8H/qNvW6ehn+oLbDnICZ"
    "iFFMQ+WVYWaHbcuNf5wYyIn7gjlUDFhJ8ZMb+wWzG0dwPOJyurpVOOxEgNVYql0OjACD4z8nhuAxOHHBqWLB4HgwXEw4"
    "1Y59CxXbcTC7a8Nnn2ujxRhoKzkqqCa5mdoHxE+N5VB6DOTg+CsUc8wZzK5cHHEGs88vi8sdKBJz578/1CX+DgENOgsd"
    "Gqpqieu3xJZYQLvFeCLbvqAu5eEaXGs2mO7mt6YV0XpRl7wySnI8l6O2qhyiqgDi9p6n+OkNs9Vs0Vvs9l9UdcmysmiN"
    "fkPPYo1lrSbPV5fuw9dxoyk2ObpEZ+u/6P62J/5PmrtewP1X2Z6Vfes6bIz8DcnXmP4dcvri9v8Gc/lrryaO43Z7gaNL"
    "7vNB/RX5FOeZqzceK5/ZR5fJu6UTsVg1emGd8pm/Cvfipbql/31+zxmZc56jn8fReiFFKf6n5FmYVwlL+KKaUwS0IGpr"
    "wP5QSbthc0jjWlTvPuVErtniCuVQGtGrRC+L2+n7NTto51wQVej99Cfbor4VHZVz3CASZSJ9uVuqD/U/ESeiJbhlXxT/"
    "cnCX3gk74QR9UbvRLz1Xz0rLTKRv37VqEPCvBtlitH3MFiVRDe2x3eREu87v5G3yFvoOv0tOkEmK6cuoL6M6yxTJX+f9"
    "5A0ySfagq9uIa59bVhvpo6+FeXTsJe1YW3WmFk7WRI5KcxTF3/aldJXgHeL5Qpci3/uIE7x8TqIoqQtFGlzf+aXAubKs"
    "A3Ch4+P2pj3N7Eni9uaPxnLIskxdGiT5ON9Y9ehK80zN9RVY99kHNfePB701z2OZUxD3b2Xra5QzkuNe/q0ksIbz60nd"
    "MsscM3/0Olc/CdP+KH+5qik57nH4bmX3azl9B/wZstUabpgaV+v7RW2d1W1GQvCTp1lucGTKE06ZgFh/vVys0PVb20FP"
    "46nFdPsu/TTHcrr64/0g8Mx0F5H1I6XR0aOjz2mL0VZ0U+BjaCKtRtdZD9H+e//zClWh3PshxI/ZT4dEB711of+ircAR"
    "RQccg+uFb6F+ew3T2Y+6sTVPJdUp/lbxWob6drEKGncOrn+m9+FoFZwpNa79DtjQ2aFw7z+hn6i3B46H8XV63x9Ug+9D"
    "lbl0VH6D39g98rmWeK0Nw2IdbiyvquCSo41a/+ebbjf3meHavkamq3UtnW5bzht8rHnbtICrtV8y9R3KYZ3xe6F2krPb"
    "J85+b4wOGsv51kqodoK1U79165z119h5O7f6OLPdPtzch2q5pmRKSDpLGz53vu5cecLI33n92yKWy3iVjzmgzAlMEyvl"
    "StmJ7r30Ze2VB0QO1CfnFwCmSvJYXTAWd8FSzIAMyME8PCHSVCLGwnGdh2W4E8qwIxZDOmRiFyw38VgKZbCSWl7pz/+P"
    "gwIoUgUwAabLAsiDIlEkUujoM3mQSc8K4J+yWJXLPOgOY3VHOq5UeXBA5J2T/D/LzzI1Jz7gz///XsVT2ynSzf/PkrOk"
    "pSqpjpfOsyQ/v8kwVaouWEurzS7I8NMJ4VA+shZcyifO9FMpVMNmGBdAY0yRmgAOsRaYMoG14FI+8r1D3Ukz3aELjqvh"
    "XaTHQF6Km+iNAhrNhHqcQ+WBnId58I5OodkrEsE8AB+CNFUkEjEFUujrsUg4/IGMhUmqLXwl+G2Xd2o+kpw17PNsNh3x"
    "n9LlYihWgZwO5TIdKiSfM+ndUFxuxupSkte2HuUyW8wrZH8FwLzL1kA+Gn0R3c0kOUvJrjNo7Dk4AlPNQzJOsgyfikJF"
    "1mWP8ltcCy+ZZN2X3mA7LVYZcC9Z2wp7TGvYWjELR2MP5P4SMAFb0zkH+LyYrPaEuBFeVifEA02So8d4fZ7t+iHo4f2d"
    "53eGZ4S1xxoIJdGEmnlbbcYYdx54fK7eEnAlad1pmZ8N9iYjj9p9h+u4bbjz6s6Z24arc7dXV9+PwN+VM2P7cSreaGvV"
    "bSdw7phZ7/+Sh/BSGk2+ySfJWM+xtKaL1UrVF/epWOTVze+ynXyKw5D75PfG2SuYV3iRKgQfsm0LPUmlqtn4Ma9ykgug"
    "PTTzW/Uo9Ygcpaaox+jZ39BnmPJgBK4g679Rv4G/wUFqkEoEzpO/qd4k62tLo0iR0+V2xfNWLkfpBEy19wq2lnkwBVoT"
    "zVcOleFP4WOYBnNgldwBQ5QPubSPZ6NnjadMt8f79TVmL/bGApWlPoAhuEwuk5ujHhFMN8sC5ZP3injllUwHxUFhSUs2"
    "lP+369H1sKD8///Q3S3UehN5K7US+H8BTr1+UD//n/tvlv+fD7PVL81aZInzcKE//19k/26dKE/UyP8o6W80ea1yjDFZ"
    "yrJaa8varjvolpL9UyywdZYB78UnaB/rguyd2pN155GHsqwMsmVe6fG41a5RStY2ibxMS3mP7YPS7PsCxXtxS7kGfgqV"
    "VFagMmEYsm33xBZwD/TDjjASj6Lz1j1wFBOxG9xMa1DQ/vcbenLEXk+8ejLgiJQ4AEZqBUUmTq+kdsbrI/AJ+GAw/hoU"
    "3afDq+qIs3ZoPV8JHchj8C53XO+ncwldldi+ppmOpeti2+ekqV4er0fruSRZPLEtPcnfWtNu6FnDOzTOxWXoeGeWfhf1"
    "E4+HdDyO1xn4qWeh9w96oGGfPtbTkXaEp0naBDWZVu5xvVwthIUwEf4Oc3EOyTjHHt0S1R0Ok2c+CA9DpvnQSOylL6by"
    "Et3W9mUb6P0iVawcj3ZQL9e7qY2FtEbnQG/vUdJLJcSajXiYtPCJ9yva1zRWei42OaTzZ80M4+xDT9rc2XOHecZU43XR"
    "Yzz8LuvyWqib/1+pJ5HM+9VOGl0s9T0URqgMHEnyH9drYDlFJxNp/A63Ms/hcj0Z3zP/ws7etuZ5vdNuMx2WKMffdCft"
    "dIS9Jspk4MPgcB5cY6YhM9kKtZqIXlioHyB9zgHunWvtN5N1kQjc43l/LEU/+8fCfoTtmjlwz+UxxCP37TC3yLIMNL00"
    "y8NjYo6lGKy/Z5o+alL1IsyGQ542ZrC3BWmzBczS45F1uAz/Djd7s80j5gO9wrQgfRbY/pTlb+udYlhuHnXoFZiFFVBO"
    "e2YF2WZ3srIeuhyGwmT1ir4V10M32A6vwmLojb+ncy58BPfBYfKpvfEjun+Mas6H51QuzofL8EO7hyWiUEwW34os8Yp8"
    "XVL7ug29/xK0IS8wW7WBJrgY2sE0sVtfRud2UK7a0bN2MEW0g89kOzgosvR8mlN+NlW3gysocpiqO8FxlUVeyLL2UNvn"
    "Z29Kqcn/O/vQiRD5/3JoRePLp53iddFVLoBZcK94QT2qtlPk879Utkg+DcPIS/4KBkISfAbb1ANYFGDPQ4B/NZonV4fJ"
    "NLFtufGPEwNx3FcAwRwqBsygiNuN/YLZjSM4HnG5NvJz+Lj2GZeD3w+OIXgtMgfGgaFiwdp4sJZDRU9dsLvNbMfB7K4N"
    "XruB0SJFkZKjgnEkN1O8zqwTPzeGQ+txQtj4KxRzzBnMrlwccQazuw+5/IJuX2MNmVCX+DtkmLnDTNf5+ggewUmqlrj+"
    "cLwTt5q3TCdzn50ny4O69KR+Tkd5LYpgl3smmpmmpaxLn8h9sjveRCP9HD5QH6jAvrm9NjpDv+V5xzPerLTbvwfqkmU9"
    "QJ55qsey/kw81vDuH0g36lX6K4/0LjTbTZJZaDJtz8u+mL1xS5lpe1b2rUexMfI3JF9j+nelc9uXejQda+M1p2VHl/fr"
    "vbjUxNB6cJ65erP/94LO7KO/UlnKzf+7euEYmc882x3Ndr0+IP/vjMw5zzat9cumgy4Lmf/PoS/Uuvn/FPqOzwnI/zuR"
    "q1f2A4c4joqDOIo0fWCZLfXy/7OjL734F6JCeuEX4ik67oRkmSxLKGpZSv0vwkW4WHSy8//8y8F15kV8EVsoJ//fiSK0"
    "RdhJce+L6Nt3CsyyfzXwyq/to1c2nP+fRfExn4/JN+Qa+g5/W2715/cHiUFimVxIZY/LdfJduUoupuvX5YKA55b1kqyQ"
    "1RRfV1Acv5faGgzL6LqJvMy/V99v5//5FwCfKYF2Tco85eRh+Z5L20TzVRKWwG5//t/5BcS5sqzZeKHj42N2Tnwt8d9M"
    "Bzs7/gqtu+BM/xd2/n+RJ1T+v4/XvS4Lm/+fGvTm296G8/+WGU32yb+S7Ix2fi2pT+4b7xCXmp9Hj/7Jl5zTN31D5kjf"
    "9Rz0l3/iH4+PYh3L5qKa/P9N/3b5/5H+vNFTIfP/Rf78/wF//t8rfafM/1MMZfZQi6n2HM/0npv8/0yiSP7/zPL/v/Kc"
    "4j7aii44i/z/HrUnkv+P5P8j+f/zlP9/7RT5/ziI5P8j+f9I/j+S/4/k/yN/5+cvgv8Phf8/3AD+//B3gv8//j3F/38S"
    "Bv9/PXGizFTJDeL/k75D/P8eODv8f5XK0lXwIdTi/9cKdzzrSSuM/z8Cgfj/xBD4/6XRqd4BnjSzGh9UJZ5u5hZ9Ovj/"
    "42Hw/4k0Vqfl+vj/4z8I/H+1H/8/zsb/b7Px/5swVaXa+P/n6uH/vxaxMjz+vycOgM1ys9wk+cj4/3eJXPz/2yHx/6PD"
    "4P9HiIbw/8NhOHSJ4P9/MPj/qZAtBmMPPU1a1kbyDQewt3bw/0+GxP93DsL/5+F0WHaa+P/UOvj/QvVeCPx/AVykC+D0"
    "8P9fnhL//1AA/t8HRZiuXqqD/99s4//javD/6Q3g/+OC8P/N9Qx4GpaYJxqF/8/F08H/31QH/3+vdx1eRet6bhD+v7v5"
    "qA7+/3pMAeZPzB02/r+fN8nc68f/pwXh/09C3yD8f5q6ksbQEP7/c7NAt9Ir/fj/XDwV/v9+/ZHNDv6/N7xvo+y5JWau"
    "VY2eOvj/46eF/38axpKWC2uYW0xXB2VzG/+f1kj8/z7j4v+f9HytE/Uh7GP21cH/f27mktzP/ADw/0lh8P9N/fj/qguO"
    "/1/+o8f/J4lAjuD/zxT/X59duTjiDObvAv+/muj7iP+f5sffL9clejnR+cb/h+r/fOP/i3Evnm/8f64YHhL/X+ad/b3A"
    "/2fIUTbWP13+VwC+v4v8jY3/Z+our6XjyLD4/y5+/H+XU+D/r/J6Twv/P+CC5/+dLADj/zfpfg3g/3ND4v9/cQb4/74R"
    "/H8E/x/B/0fw/5H8fyT/H8n/R/D/kfx/JP8fyf9H8v+R/P8PEv/P/9Mewf/X4v8TG8D/JzYa/198Cvz/4e8c/78fis8B"
    "/r9fGPx/vIyFCnkTWPJC4v9nBOH/i9FovsskOcsaxP/z+L4w68Lg/zNxA/QJi/+fH4D/H9NkQfQkr89ToVOhhzffk3XO"
    "8P9Oyxca/3/oHOD/h2Eg/r9LAP5/T4P4/842/v/lRuH/O9TB//8pDP6/XxD+/6l6+P9ljcD/a6nPCf5fh8D/d4jg/08b"
    "/19xGvj/fucJ//8t/EN/C+Hw/9Bo/P+V5DFq8f+7avD/P//O8f83nhL/H6fPHP8/ynsUX8MSPBP8/6gw+P9Z+kGS+TPy"
    "2EVwqR//PxhfUOHw/4zaf898iR7v+zpH7/bj/+N0IP6/wohT4P+T0AMZ+n67pZnUO9d600wKgf8vQ4fPLf4/PQz+f4mn"
    "Fv//pHnE7NArzGodiP8/6UkwhuQOj//vqaeTh5iF03E2xSz3oDFTKa44ph4zlr4dt5D/vRP74SFsTedbyA8Arqc44hBd"
    "3YlXUc2u2Ap+q7vi27jQzggeFF5ZKFLkFnGZuopW6giTTytnIObDq4BAR2ptA2wSm8wqspwNkEqcT1wkNsBQtQH6yhGm"
    "Oey3nw0yG2Aj9FODzBvwe+ipr6UeEmWK/DHh/4fAIIjg/39M+P9QXCvbhnocwf9H8P/nGv/fAZhq8f9eOT0k/n9x9A1n"
    "gP/PDML/5+PZ4v/5G9ylQPz/rBB05vj/6ujXPOUmptH4f6UvdHz8kfnIOPj/faaTmzWvh/+/XIXH/3/hOX38/7EI/j+C"
    "/4/g/yP4/0j+P5L/j+T/I/j/SP4/kv+P5P8j+f9I/v88//0/FK0dgA=="
)
