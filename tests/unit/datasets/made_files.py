"""Small files of the distributors' shapes, made up."""

import io
import zipfile
from functools import partial

from foedus import datasets

add = partial(datasets.add, changed=True)
add_folder = partial(datasets.add_folder, changed=True)
"""Files that are made up bear the names of known ones, and differ from them."""

STATES = (
    "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
    "USA,2,United States of America,1816,1,1,2016,12,31,2016\n"
    "FRN,220,France,1816,1,1,1942,11,11,2016\n"
    "FRN,220,France,1944,8,25,2016,12,31,2016\n"
)
NMC = (
    "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n"
    "USA,2,1816,3823,17,80,254,8659,101,.0397,2021\n"
    "USA,2,1817,-9,15,80,-9,8899,106,.0358,2021\n"
)
NMC_7 = NMC.replace(".0397", ".0401").replace("2021", "2024")
ATOP = (
    "ddyad,year,atopally,defense,offense,neutral,nonagg,consul,stateA,stateB\n"
    "2200,1949,1,1,0,0,0,1,2,200\n"
    "200002,1949,1,0,0,0,0,1,200,2\n"
)


def zipped(**members):
    """Bytes of an archive; double underscores stand for dots in names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
